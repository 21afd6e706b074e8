/** What a schema holds where it may be for IPv4 addresses: the format, or the octets in a pattern. */
export const addressSchema =
  /^[ \t-]*format:[ \t]*["']?ipv4\b|^[ \t-]*pattern:[^\n]{0,400}(?:25\[0-5\]|\{1,3\}|\{3\}|\\d\+?\\\.)/m;
