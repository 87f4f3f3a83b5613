#define _GNU_SOURCE
#include "CLinux.h"
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <unistd.h>

static socklen_t to_system(const struct clinux_address *address, struct sockaddr_storage *target) {
    memset(target, 0, sizeof *target);
    if (address->family == AF_INET6) {
        struct sockaddr_in6 *six = (struct sockaddr_in6 *)target;
        six->sin6_family = AF_INET6;
        six->sin6_port = htons(address->port);
        memcpy(&six->sin6_addr, address->bytes, 16);
        return sizeof *six;
    }
    struct sockaddr_in *four = (struct sockaddr_in *)target;
    four->sin_family = AF_INET;
    four->sin_port = htons(address->port);
    memcpy(&four->sin_addr, address->bytes, 4);
    return sizeof *four;
}

static void from_system(const struct sockaddr_storage *source, struct clinux_address *address) {
    memset(address, 0, sizeof *address);
    address->family = source->ss_family;
    if (source->ss_family == AF_INET6) {
        const struct sockaddr_in6 *six = (const struct sockaddr_in6 *)source;
        address->port = ntohs(six->sin6_port);
        memcpy(address->bytes, &six->sin6_addr, 16);
    } else if (source->ss_family == AF_INET) {
        const struct sockaddr_in *four = (const struct sockaddr_in *)source;
        address->port = ntohs(four->sin_port);
        memcpy(address->bytes, &four->sin_addr, 4);
    }
}

static int closing(int descriptor) {
    int error = errno;
    close(descriptor);
    errno = error;
    return -1;
}

int clinux_listen(const struct clinux_address *address, int backlog) {
    struct sockaddr_storage target;
    socklen_t length = to_system(address, &target);
    int descriptor = socket(address->family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (descriptor < 0) return -1;
    int on = 1;
    if (setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0 ||
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on) != 0 ||
        bind(descriptor, (struct sockaddr *)&target, length) != 0 || listen(descriptor, backlog) != 0)
        return closing(descriptor);
    return descriptor;
}

int clinux_local_address(int descriptor, struct clinux_address *address) {
    struct sockaddr_storage source;
    socklen_t length = sizeof source;
    memset(&source, 0, sizeof source);
    if (getsockname(descriptor, (struct sockaddr *)&source, &length) != 0) return -1;
    from_system(&source, address);
    return 0;
}

int clinux_connect(const struct clinux_address *address) {
    struct sockaddr_storage target;
    socklen_t length = to_system(address, &target);
    int descriptor = socket(address->family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (descriptor < 0) return -1;
    if (connect(descriptor, (struct sockaddr *)&target, length) != 0 && errno != EINPROGRESS) return closing(descriptor);
    return descriptor;
}

int clinux_socket_error(int descriptor) {
    int error = 0;
    socklen_t length = sizeof error;
    return getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &length) != 0 ? errno : error;
}

int clinux_accept(int listener, struct clinux_address *peer) {
    struct sockaddr_storage source;
    socklen_t length = sizeof source;
    memset(&source, 0, sizeof source);
    int descriptor = accept4(listener, (struct sockaddr *)&source, &length, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (descriptor >= 0) from_system(&source, peer);
    return descriptor;
}

int clinux_socket_pair(int descriptors[2], int buffer_bytes) {
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, descriptors) != 0) return -1;
    for (int end = 0; end < 2; end++)
        setsockopt(descriptors[end], SOL_SOCKET, SO_SNDBUF, &buffer_bytes, sizeof buffer_bytes);
    return 0;
}

long clinux_receive(int descriptor, void *bytes, size_t count) { return recv(descriptor, bytes, count, 0); }

long clinux_send(int descriptor, const void *bytes, size_t count, int more) {
    return send(descriptor, bytes, count, MSG_NOSIGNAL | (more ? MSG_MORE : 0));
}

long clinux_send_two(int descriptor, const void *head, size_t head_count, const void *body, size_t body_count) {
    struct iovec parts[2] = {{(void *)head, head_count}, {(void *)body, body_count}};
    struct msghdr message = {.msg_iov = parts, .msg_iovlen = 2};
    return sendmsg(descriptor, &message, MSG_NOSIGNAL);
}

long clinux_sendfile(int descriptor, int file, int64_t offset, size_t count) {
    off_t position = offset;
    return sendfile(descriptor, file, &position, count);
}

int clinux_set_no_delay(int descriptor) {
    int on = 1;
    return setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

int clinux_replace_by_nothing(int descriptor) {
    int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (nothing < 0) return -1;
    int result = dup3(nothing, descriptor, O_CLOEXEC);
    close(nothing);
    return result < 0 ? -1 : 0;
}

int clinux_shutdown_write(int descriptor) { return shutdown(descriptor, SHUT_WR); }

int clinux_accept_queue(int listener) {
    struct tcp_info information;
    socklen_t length = sizeof information;
    if (getsockopt(listener, IPPROTO_TCP, TCP_INFO, &information, &length) != 0) return -1;
    return (int)information.tcpi_unacked;
}

int clinux_parse_address(const char *text, uint16_t port, struct clinux_address *address) {
    memset(address, 0, sizeof *address);
    address->port = port;
    address->family = AF_INET;
    if (inet_pton(AF_INET, text, address->bytes) == 1) return 0;
    address->family = AF_INET6;
    if (inet_pton(AF_INET6, text, address->bytes) == 1) return 0;
    errno = EINVAL;
    return -1;
}

int clinux_resolve(const char *name, uint16_t port, struct clinux_address *address) {
    struct addrinfo hints = {.ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM};
    struct addrinfo *found = NULL;
    int error = getaddrinfo(name, NULL, &hints, &found);
    if (error != 0) return error;
    struct sockaddr_storage first;
    memset(&first, 0, sizeof first);
    memcpy(&first, found->ai_addr, found->ai_addrlen);
    freeaddrinfo(found);
    from_system(&first, address);
    address->port = port;
    return 0;
}

enum { passed_max = 2 };

union control {
    char bytes[CMSG_SPACE(passed_max * sizeof(int))];
    struct cmsghdr align;
};

long clinux_send_message(int socket, const void *bytes, size_t count, const int *descriptors,
                         size_t descriptor_count) {
    struct iovec part = {(void *)bytes, count};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    union control control;
    if (descriptor_count > passed_max) {
        errno = EINVAL;
        return -1;
    }
    if (descriptor_count > 0) {
        memset(&control, 0, sizeof control);
        message.msg_control = control.bytes;
        message.msg_controllen = CMSG_SPACE(descriptor_count * sizeof(int));
        struct cmsghdr *header = CMSG_FIRSTHDR(&message);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(descriptor_count * sizeof(int));
        memcpy(CMSG_DATA(header), descriptors, descriptor_count * sizeof(int));
    }
    return sendmsg(socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
}

long clinux_receive_message(int socket, void *bytes, size_t count, int descriptors[2],
                            size_t *descriptor_count) {
    struct iovec part = {bytes, count};
    union control control;
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = control.bytes,
                             .msg_controllen = sizeof control.bytes};
    *descriptor_count = 0;
    long length = recvmsg(socket, &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
    if (length < 0) return length;
    for (struct cmsghdr *header = CMSG_FIRSTHDR(&message); header; header = CMSG_NXTHDR(&message, header))
        if (header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_RIGHTS) {
            *descriptor_count = (header->cmsg_len - CMSG_LEN(0)) / sizeof(int);
            memcpy(descriptors, CMSG_DATA(header), *descriptor_count * sizeof(int));
        }
    if (message.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) {
        for (size_t index = 0; index < *descriptor_count; index++) close(descriptors[index]);
        *descriptor_count = 0;
        errno = EMSGSIZE;
        return -1;
    }
    return length;
}

int clinux_notify(const char *path, const char *text) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    size_t length = strlen(path);
    if (length == 0 || length >= sizeof address.sun_path) {
        errno = EINVAL;
        return -1;
    }
    memcpy(address.sun_path, path, length);
    // A leading @ names a socket in the abstract namespace (sd_notify(3)).
    if (address.sun_path[0] == '@') address.sun_path[0] = 0;
    int descriptor = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0) return -1;
    if (sendto(descriptor, text, strlen(text), MSG_NOSIGNAL, (struct sockaddr *)&address,
               (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length)) < 0)
        return closing(descriptor);
    close(descriptor);
    return 0;
}
