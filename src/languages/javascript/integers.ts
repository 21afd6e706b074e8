const readable = /^(?:0x[\da-f]+|0o[0-7]+|0b[01]+|\d+)$/i;

/** The decimal text of a big integer's digits; what a parser only accepted to go on with stays as it is. */
export function decimal(digits: string): string {
  return readable.test(digits) ? String(BigInt(digits)) : digits;
}
