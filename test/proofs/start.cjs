/**
 * Starts each server on a port of its own and prints the port and how it was started, then `ready`. A way is given the
 * port, and may give a promise.
 */
exports.start = async (ways) => {
  setTimeout(() => process.exit(), 60_000);
  let port = 8001;
  for (const [says, listen] of Object.entries(ways)) {
    await listen(port);
    console.log(port, says);
    port += 1;
  }
  console.log('ready');
};
