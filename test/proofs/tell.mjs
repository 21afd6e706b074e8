/** Prints a line for each way to do something: what it resolves to, or the code of its error. */
export async function tell(ways) {
  const width = Math.max(...Object.keys(ways).map((says) => says.length));
  for (const [says, way] of Object.entries(ways)) console.log(`  ${says.padEnd(width)}  ${await outcome(way)}`);
}

async function outcome(way) {
  try {
    return String((await way()) ?? 'works');
  } catch (error) {
    const { code } = error.cause ?? error;
    return code ?? error.message;
  }
}
