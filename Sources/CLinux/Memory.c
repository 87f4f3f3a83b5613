#include "CLinux.h"
#include <malloc.h>

int clinux_keep_freed_memory(size_t mapped_from, size_t kept) {
    return mallopt(M_MMAP_THRESHOLD, (int)mapped_from) == 1 && mallopt(M_TRIM_THRESHOLD, (int)kept) == 1 ? 0 : -1;
}
