#define _GNU_SOURCE
#include "CLinux.h"
#include <errno.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

enum { BATCH = 256 };

int clinux_epoll_create(void) { return epoll_create1(EPOLL_CLOEXEC); }

static int control(int epoll, int operation, int descriptor, uint32_t events) {
    struct epoll_event event = {.events = events, .data.fd = descriptor};
    return epoll_ctl(epoll, operation, descriptor, &event);
}

int clinux_epoll_add(int epoll, int descriptor, uint32_t events, int exclusive) {
    return control(epoll, EPOLL_CTL_ADD, descriptor, events | (exclusive ? EPOLLEXCLUSIVE : 0));
}

int clinux_epoll_modify(int epoll, int descriptor, uint32_t events) {
    return control(epoll, EPOLL_CTL_MOD, descriptor, events);
}

int clinux_epoll_remove(int epoll, int descriptor) { return control(epoll, EPOLL_CTL_DEL, descriptor, 0); }

int clinux_epoll_wait(int epoll, struct clinux_event *events, int count, int timeout_milliseconds) {
    struct epoll_event batch[BATCH];
    int ready = epoll_wait(epoll, batch, count < BATCH ? count : BATCH, timeout_milliseconds);
    for (int index = 0; index < ready; index++) {
        events[index].descriptor = batch[index].data.fd;
        events[index].events = batch[index].events;
    }
    return ready;
}

int clinux_poll(int descriptor, int writable, int timeout_milliseconds) {
    struct pollfd one = {.fd = descriptor, .events = writable ? POLLOUT : POLLIN};
    return poll(&one, 1, timeout_milliseconds);
}

int clinux_eventfd(void) { return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC); }

int clinux_eventfd_signal(int descriptor) { return eventfd_write(descriptor, 1); }

int clinux_eventfd_drain(int descriptor) {
    eventfd_t count;
    int result = eventfd_read(descriptor, &count);
    return result != 0 && errno == EAGAIN ? 0 : result;
}
