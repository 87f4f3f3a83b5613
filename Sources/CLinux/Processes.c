#define _GNU_SOURCE
#include "CLinux.h"
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

static void fill(sigset_t *set, const int *signals, int count) {
    sigemptyset(set);
    for (int index = 0; index < count; index++) sigaddset(set, signals[index]);
}

int clinux_block_signals(const int *signals, int count) {
    sigset_t set;
    fill(&set, signals, count);
    return pthread_sigmask(SIG_BLOCK, &set, NULL);
}

int clinux_signalfd(const int *signals, int count) {
    sigset_t set;
    fill(&set, signals, count);
    return signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
}

int clinux_next_signal(int descriptor) {
    struct signalfd_siginfo information;
    ssize_t length = read(descriptor, &information, sizeof information);
    if (length == (ssize_t)sizeof information) return (int)information.ssi_signo;
    return length < 0 && errno == EAGAIN ? 0 : -1;
}

int clinux_ignore_sigpipe(void) { return signal(SIGPIPE, SIG_IGN) == SIG_ERR ? -1 : 0; }

// Descriptors are first copied above every target number, so that no copy overwrites a source.
int clinux_spawn(const char *path, char *const *arguments, char *const *environment,
                 const int *from, const int *to, int count, int standard_output) {
    enum { LIMIT = 256 };
    int copies[LIMIT], made = 0, above = 3, error = 0;
    pid_t child = -1;
    if (count > LIMIT) {
        errno = EINVAL;
        return -1;
    }
    for (int index = 0; index < count; index++)
        if (to[index] >= above) above = to[index] + 1;
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    for (; made < count && error == 0; made++) {
        copies[made] = fcntl(from[made], F_DUPFD_CLOEXEC, above);
        if (copies[made] < 0) {
            error = errno;
            break;
        }
        error = posix_spawn_file_actions_adddup2(&actions, copies[made], to[made]);
    }
    if (error == 0 && standard_output >= 0) {
        error = posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
        if (error == 0) error = posix_spawn_file_actions_adddup2(&actions, standard_output, 1);
        if (error == 0) error = posix_spawn_file_actions_adddup2(&actions, standard_output, 2);
    }
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    if (error == 0) error = posix_spawn(&child, path, &actions, &attributes, arguments, environment);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    for (int index = 0; index < made; index++) close(copies[index]);
    if (error == 0) return child;
    errno = error;
    return -1;
}

int clinux_wait(int *status) {
    pid_t child = waitpid(-1, status, WNOHANG);
    return child < 0 && errno == ECHILD ? 0 : child;
}

int clinux_exited(int status) { return WIFEXITED(status); }
int clinux_exit_code(int status) { return WEXITSTATUS(status); }
int clinux_signal_of(int status) { return WIFSIGNALED(status) ? WTERMSIG(status) : 0; }
int clinux_name_thread(const char *name) { return pthread_setname_np(pthread_self(), name); }
int clinux_new_session(void) { return setsid(); }

// Signals stay blocked: one that waits must reach the next program, not end this process.
int clinux_execute(const char *path, char *const *arguments, char *const *environment) {
    return execve(path, arguments, environment);
}

int clinux_thread(clinux_thread_body body, void *argument, size_t stack_bytes) {
    pthread_t thread;
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    int error = pthread_attr_setstacksize(&attributes, stack_bytes);
    if (error == 0) error = pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    if (error == 0) error = pthread_create(&thread, &attributes, body, argument);
    pthread_attr_destroy(&attributes);
    if (error == 0) return 0;
    errno = error;
    return -1;
}
