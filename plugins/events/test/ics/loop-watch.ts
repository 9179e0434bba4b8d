/**
 * Watches how long the event loop is kept by one piece of work, in milliseconds. Of wall time and the processor time of
 * this process the shorter one counts: on a busy machine the one grows with what others do, and with threads of the
 * process the other.
 */
export function watchLoop(everyTick: () => void = () => {}) {
  let longest = 0;
  let last = now();
  const look = () => {
    const next = now();
    longest = Math.max(longest, Math.min(next.wall - last.wall, next.processor - last.processor) - 2);
    last = next;
    everyTick();
  };
  const timer = setInterval(look, 2);
  return {
    begin() {
      longest = 0;
      last = now();
    },
    longest() {
      look();
      return longest;
    },
    stop: () => clearInterval(timer),
  };
}

function now(): { wall: number; processor: number } {
  const { user, system } = process.cpuUsage();
  return { wall: performance.now(), processor: (user + system) / 1_000 };
}
