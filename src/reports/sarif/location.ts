import type { Location, Region } from 'sarif';
import type { Located } from '../../model/finding.ts';

/** A place in a file; the path is relative to the scanned root. */
export function locationOf(file: string, region: Region | undefined): Location {
  const artifactLocation = { uri: uriOf(file) };
  return { physicalLocation: region === undefined ? { artifactLocation } : { artifactLocation, region } };
}

/** SARIF's columns end one past the last character, as ours do. */
export function regionOf(at: Located): Region {
  return {
    startLine: at.start.line,
    startColumn: at.start.column,
    endLine: at.end.line,
    endColumn: at.end.column,
  };
}

/** A relative URI reference: GitHub takes it from the repository's root and refuses whole uploads for one bad character. */
export function uriOf(file: string): string {
  const path = file.replace(/^(\.?\/)+/, '').replace(/\p{Surrogate}/gu, '\ufffd');
  return path.split('/').map(encodeURIComponent).join('/');
}
