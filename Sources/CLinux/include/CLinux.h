#pragma once
// What Swift's Glibc overlay lacks: calls guarded by _GNU_SOURCE, macros, variadic functions,
// and atomics on shared memory. Everything is a plain function over plain types.
#include <stddef.h>
#include <stdint.h>

// Files.
int clinux_open(const char *path, int flags, unsigned mode);
int clinux_lock(int descriptor, int exclusive);
int clinux_fallocate(int descriptor, int64_t length);
int clinux_memfd(const char *name);
int clinux_set_close_on_exec(int descriptor, int on);
int clinux_set_nonblocking(int descriptor, int on);
int clinux_terminal_columns(int descriptor);

// Clocks, in nanoseconds.
int64_t clinux_boottime(void);
int64_t clinux_realtime(void);

// Sockets. Addresses travel as family, port and 16 bytes.
struct clinux_address {
    uint16_t family;   // 2, 10, or 1 for local
    uint16_t port;     // host order
    uint8_t bytes[16]; // network order; IPv4 in the first four
};
int clinux_listen(const struct clinux_address *address, int backlog);
int clinux_local_address(int descriptor, struct clinux_address *address);
// The first address of a host's name; waits for the resolver. 0, or one of getaddrinfo's errors.
int clinux_resolve(const char *name, uint16_t port, struct clinux_address *address);

// Starts to connect; the result is known when the socket can be written to.
int clinux_connect(const struct clinux_address *address);
int clinux_socket_error(int descriptor);
int clinux_accept(int listener, struct clinux_address *peer);
int clinux_socket_pair(int descriptors[2], int buffer_bytes);
long clinux_receive(int descriptor, void *bytes, size_t count);
long clinux_send(int descriptor, const void *bytes, size_t count, int more);
long clinux_send_two(int descriptor, const void *head, size_t head_count, const void *body, size_t body_count);
long clinux_sendfile(int descriptor, int file, int64_t offset, size_t count);
int clinux_set_no_delay(int descriptor);
int clinux_shutdown_write(int descriptor);
int clinux_accept_queue(int listener);
int clinux_replace_by_nothing(int descriptor);
int clinux_parse_address(const char *text, uint16_t port, struct clinux_address *address);
// One message with at most one descriptor beside it; -1 stands for none.
long clinux_send_message(int socket, const void *bytes, size_t count, const int *descriptors,
                         size_t descriptor_count);
long clinux_receive_message(int socket, void *bytes, size_t count, int descriptors[2],
                            size_t *descriptor_count);
int clinux_notify(const char *path, const char *text);

// Waiting.
int clinux_epoll_create(void);
int clinux_epoll_add(int epoll, int descriptor, uint32_t events, int exclusive);
int clinux_epoll_modify(int epoll, int descriptor, uint32_t events);
int clinux_epoll_remove(int epoll, int descriptor);
struct clinux_event {
    int32_t descriptor;
    uint32_t events;
};
int clinux_epoll_wait(int epoll, struct clinux_event *events, int count, int timeout_milliseconds);
int clinux_poll(int descriptor, int writable, int timeout_milliseconds);
int clinux_eventfd(void);
int clinux_eventfd_signal(int descriptor);
int clinux_eventfd_drain(int descriptor);

// Signals and processes.
int clinux_block_signals(const int *signals, int count);
int clinux_signalfd(const int *signals, int count);
int clinux_next_signal(int descriptor);
int clinux_ignore_sigpipe(void);
int clinux_spawn(const char *path, char *const *arguments, char *const *environment,
                 const int *from, const int *to, int count, int standard_output);
int clinux_wait(int *status);
int clinux_exited(int status);
int clinux_exit_code(int status);
int clinux_signal_of(int status);
int clinux_name_thread(const char *name);
int clinux_new_session(void);
int clinux_execute(const char *path, char *const *arguments, char *const *environment);

// Threads.
typedef void *(*clinux_thread_body)(void *);
int clinux_thread(clinux_thread_body body, void *argument, size_t stack_bytes);

// Memory.
int clinux_keep_freed_memory(size_t mapped_from, size_t kept);

// Words in memory shared between processes.
static inline uint64_t clinux_load(const uint64_t *word) { return __atomic_load_n(word, __ATOMIC_RELAXED); }
static inline void clinux_store(uint64_t *word, uint64_t value) { __atomic_store_n(word, value, __ATOMIC_RELAXED); }
static inline uint64_t clinux_add(uint64_t *word, uint64_t value) { return __atomic_add_fetch(word, value, __ATOMIC_RELAXED); }
