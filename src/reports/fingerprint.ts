import { createHash } from 'node:crypto';
import type { Finding } from '../model/finding.ts';

/** Names a finding for services that compare two reports: it stays when lines above it come and go. */
export function fingerprintOf({ rule, span, lineHash }: Finding): string {
  return createHash('sha256').update(`${rule}\0${span.file}\0${lineHash}`).digest('hex').slice(0, 32);
}
