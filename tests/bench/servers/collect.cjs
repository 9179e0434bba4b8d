// Loaded before a server whose memory is measured. On SIGUSR2 it collects garbage and writes down what is in use.
const { writeFileSync } = require('node:fs');

process.on('SIGUSR2', () => {
  globalThis.gc({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  const { rss, heapTotal, heapUsed } = process.memoryUsage();
  // Holes in the heap stay resident for what comes next.
  writeFileSync(process.env.MEMORY_FILE, String(rss - heapTotal + heapUsed));
});
