// measure.c: measure FIGURES COMMAND [ARGUMENT…] runs the command and writes what it took into the file FIGURES, as
// "SECONDS PROCESSOR_SECONDS KIBIBYTES".
//
// A child's peak memory begins with what its parent had when it forked, so that the one who forks must be small.

#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static double seconds(struct timeval time) {
  return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

int main(int count, char** arguments) {
  if (count < 3) return 2;
  char** command = arguments + 2;
  const double start = now();
  const pid_t child = fork();
  if (child == 0) {
    execvp(command[0], command);
    perror(command[0]);
    _exit(127);
  }
  int status = 0;
  struct rusage used;
  if (child < 0 || wait4(child, &status, 0, &used) != child) {
    perror("measure");
    return 2;
  }
  const double end = now();
  FILE* figures = fopen(arguments[1], "w");
  if (figures == NULL) {
    perror(arguments[1]);
    return 2;
  }
  fprintf(figures, "%.6f %.6f %ld\n", end - start, seconds(used.ru_utime) + seconds(used.ru_stime), used.ru_maxrss);
  fclose(figures);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
