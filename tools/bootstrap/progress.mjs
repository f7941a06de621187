const live = process.stdout.isTTY && !process.env.CI;

/** Shows a step while it works and how long it took; in a terminal the seconds count up. */
export async function step(title, work) {
  const started = Date.now();
  const seconds = () => `${((Date.now() - started) / 1000).toFixed(1)} s`;
  const draw = () => process.stdout.write(`\r  ${title} … ${seconds()} `);
  const timer = live ? setInterval(draw, 250) : undefined;
  if (!live) console.log(`  ${title} …`);
  try {
    const result = await work();
    console.log(`${live ? '\r\x1b[K' : ''}✓ ${title} (${seconds()})`);
    return result;
  } catch (error) {
    console.log(`${live ? '\r\x1b[K' : ''}✗ ${title} (${seconds()})`);
    throw error;
  } finally {
    clearInterval(timer);
  }
}
