// SPDX-License-Identifier: Apache-2.0
#include "bench/in_child.h"

#include <chrono>

#include <ctime>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ward::bench {
namespace {

double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

} // namespace

std::optional<Taken> in_child(const std::function<bool(Taken&)>& work) {
  int ends[2];
  if (pipe(ends) != 0)
    return std::nullopt;
  const pid_t child = fork();
  if (child < 0)
    return std::nullopt;
  if (child == 0) {
    Taken taken;
    const auto begin = std::chrono::steady_clock::now();
    const bool done = work(taken);
    taken.seconds = processor_seconds();
    taken.wall_seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    const bool told = done && write(ends[1], &taken, sizeof taken) == sizeof taken;
    _exit(told ? 0 : 1);
  }
  close(ends[1]);
  Taken taken;
  const bool heard = read(ends[0], &taken, sizeof taken) == sizeof taken;
  close(ends[0]);
  rusage usage{};
  int status = 0;
  if (wait4(child, &status, 0, &usage) != child || status != 0 || !heard)
    return std::nullopt;
  taken.megabytes = static_cast<double>(usage.ru_maxrss) / 1024.0;
  return taken;
}

} // namespace ward::bench
