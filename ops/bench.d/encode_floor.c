/* How often libjpeg-turbo alone can encode a picture: the floor under every uncached answer.

       encode_floor FILE.jpg SECONDS PROCESSES

   Decodes the picture once, then encodes it (quality 90, 4:2:0) in as many processes as given.
   Prints pictures per second of all of them together. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <turbojpeg.h>
#include <unistd.h>

enum { QUALITY = 90 };

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec * 1e-9;
}

static unsigned char *content(const char *path, unsigned long *size) {
    FILE *file = fopen(path, "rb");
    if (!file) return NULL;
    fseek(file, 0, SEEK_END);
    *size = (unsigned long)ftell(file);
    rewind(file);
    unsigned char *bytes = malloc(*size);
    if (bytes && fread(bytes, 1, *size, file) != *size) bytes = NULL;
    fclose(file);
    return bytes;
}

/* Encodes until the time is over; answers how many pictures a second that was. */
static double encode(const unsigned char *rgb, int width, int height, double seconds) {
    tjhandle encoder = tjInitCompress();
    unsigned char *out = tjAlloc((int)tjBufSize(width, height, TJSAMP_420));
    double start = now();
    long count = 0;
    while (now() - start < seconds) {
        unsigned long size = tjBufSize(width, height, TJSAMP_420);
        if (tjCompress2(encoder, rgb, width, 0, height, TJPF_RGB, &out, &size, TJSAMP_420, QUALITY,
                        TJFLAG_NOREALLOC) != 0) {
            fprintf(stderr, "%s\n", tjGetErrorStr2(encoder));
            return 0;
        }
        count++;
    }
    return count / (now() - start);
}

int main(int count, char **words) {
    if (count != 4) {
        fprintf(stderr, "usage: encode_floor FILE.jpg SECONDS PROCESSES\n");
        return 64;
    }
    double seconds = atof(words[2]);
    int processes = atoi(words[3]), width = 0, height = 0, sampling = 0;
    unsigned long size = 0;
    unsigned char *jpeg = content(words[1], &size);
    tjhandle decoder = tjInitDecompress();
    if (!jpeg || tjDecompressHeader2(decoder, jpeg, size, &width, &height, &sampling) != 0) {
        fprintf(stderr, "%s is no JPEG\n", words[1]);
        return 65;
    }
    unsigned char *rgb = malloc((size_t)width * height * 3);
    if (tjDecompress2(decoder, jpeg, size, rgb, width, 0, height, TJPF_RGB, 0) != 0) return 65;
    double *rates = mmap(NULL, sizeof(double) * processes, PROT_READ | PROT_WRITE,
                         MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    for (int i = 0; i < processes; i++) {
        if (fork() == 0) {
            rates[i] = encode(rgb, width, height, seconds);
            _exit(0);
        }
    }
    while (wait(NULL) > 0) {
    }
    double total = 0;
    for (int i = 0; i < processes; i++) total += rates[i];
    printf("%.1f\n", total);
    return 0;
}
