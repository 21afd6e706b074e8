import type { Location, Region } from 'sarif';
import type { Located } from '../../model/finding.ts';
import { uriOf } from '../uri.ts';

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
