// Loaded before a server whose memory is measured. On SIGUSR2 it collects garbage and writes down what is in use.
const { writeFileSync } = require('node:fs');
const { getHeapStatistics } = require('node:v8');

process.on('SIGUSR2', () => {
  globalThis.gc({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  // Holes in the heap stay resident for what comes next. Its reserved size would count pages that are not resident.
  const { total_physical_size, used_heap_size } = getHeapStatistics();
  writeFileSync(
    process.env.MEMORY_FILE,
    String(process.memoryUsage.rss() - total_physical_size + used_heap_size),
  );
});
