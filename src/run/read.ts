import { closeSync, constants, openSync, readdirSync, readSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Largest source that is read; what is bigger is data. */
export const sourceLimit = 2 * 1024 * 1024;
/** A stream of manifests is as long as what it installs; each of its documents has a limit of its own. */
const manifestLimit = 8 * 1024 * 1024;

function limitOf(file: string): number {
  return /\.ya?ml$/.test(file) ? manifestLimit : sourceLimit;
}

/** The bytes of one file, in a buffer that the next read overwrites; or why there are none. */
export type Bytes =
  | { readonly is: 'bytes'; readonly bytes: Buffer }
  /** Passed over on purpose. */
  | { readonly is: 'passed over'; readonly why: string }
  /** Should have been read. */
  | { readonly is: 'failed'; readonly why: string };

/** What is read in place of what lies on the disk: what git would commit, or what repairs lead to. */
export interface Overlay {
  /** The files that there are, relative to the root; undefined for all on the disk. */
  readonly only: ReadonlySet<string> | undefined;
  /** Content of those that differ from the disk. */
  readonly contents: ReadonlyMap<string, Buffer>;
}

// A named pipe in place of a tracked file must not block; a link in its place must not be followed.
const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** Reads files below one root into one buffer; it grows up to the limit and is never given back. */
export class Reader {
  readonly #root: string;
  readonly #overlay: Overlay | undefined;
  readonly #inside = new Map<string, boolean>();
  #buffer = Buffer.allocUnsafe(256 * 1024);

  constructor(root: string, overlay?: Overlay) {
    this.#root = real(root);
    this.#overlay = overlay;
  }

  /** The files in a folder, links and other things left out; none where the folder cannot be read. */
  list(folder: string): readonly string[] {
    const path = join(this.#root, folder);
    if (!this.#isInside(path)) return [];
    try {
      const entries = readdirSync(path, { withFileTypes: true });
      return entries.filter((entry) => entry.isFile()).map(({ name }) => (folder === '' ? name : `${folder}/${name}`));
    } catch {
      return [];
    }
  }

  /** `file` is relative to the root. */
  read(file: string, limit: number = limitOf(file)): Bytes {
    if (this.#overlay?.only && !this.#overlay.only.has(file)) return { is: 'passed over', why: 'not in the index' };
    const laid = this.#overlay?.contents.get(file);
    if (laid) return laid.length > limit ? tooLarge(limit) : { is: 'bytes', bytes: laid };
    const path = join(this.#root, file);
    if (!this.#isInside(dirname(path))) return { is: 'passed over', why: 'symbolic link' };
    let handle: number;
    try {
      handle = openSync(path, flags);
    } catch (error) {
      return failure(error, file);
    }
    try {
      return this.#fill(handle, limit);
    } catch (error) {
      return failure(error, file);
    } finally {
      closeSync(handle);
    }
  }

  #fill(handle: number, limit: number): Bytes {
    let length = 0;
    for (;;) {
      if (length === this.#buffer.length) this.#grow();
      const read = readSync(handle, this.#buffer, length, this.#buffer.length - length, null);
      length += read;
      if (length > limit) return tooLarge(limit);
      if (read === 0) return { is: 'bytes', bytes: this.#buffer.subarray(0, length) };
    }
  }

  #grow(): void {
    const bigger = Buffer.allocUnsafe(this.#buffer.length * 2);
    this.#buffer.copy(bigger);
    this.#buffer = bigger;
  }

  /** A folder on the way may have become a link that leads out of the root. */
  #isInside(folder: string): boolean {
    let inside = this.#inside.get(folder);
    if (inside === undefined) {
      inside = real(folder) === folder;
      this.#inside.set(folder, inside);
    }
    return inside;
  }
}

function tooLarge(limit: number): Bytes {
  return { is: 'failed', why: `larger than ${Math.round(limit / 1024 / 1024)} MB` };
}

function real(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}

function failure(error: unknown, file: string): Bytes {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
  if (code === 'ELOOP') return { is: 'passed over', why: 'symbolic link' };
  // git lists what is tracked, also where it was deleted since.
  if (code === 'ENOENT' && !file.includes('\ufffd')) return { is: 'passed over', why: 'deleted' };
  if (code === 'ENOENT') return { is: 'failed', why: 'its name is not UTF-8' };
  if (code === 'EISDIR' || code === 'ENXIO') return { is: 'passed over', why: 'not a file' };
  if (code === 'EACCES' || code === 'EPERM') return { is: 'failed', why: 'no permission to read it' };
  return { is: 'failed', why: `cannot be read (${code})` };
}

/** How bytes are to be read, from their first ones; undefined for binary data. */
export type Encoding = 'utf8' | 'utf16le' | 'utf16be';

/** Undefined for binary data: what has a zero byte and no mark. */
export function encodingOf(bytes: Buffer): Encoding | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf16be';
  return bytes.includes(0) ? undefined : 'utf8';
}

/**
 * The text without its byte order mark: no editor counts it as a column. Invalid sequences become U+FFFD.
 * Offsets count in this text.
 */
export function decode(bytes: Buffer, encoding: Encoding): string {
  if (encoding !== 'utf8') return new TextDecoder(encoding === 'utf16le' ? 'utf-16le' : 'utf-16be').decode(bytes);
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return bytes.toString('utf8', marked ? 3 : 0);
}

/** The bytes of a text as those that it came from were written; undefined where they cannot be written back unharmed. */
export function encode(text: string, like: Buffer, encoding: Encoding): Buffer | undefined {
  const isSame = writtenAs(decode(like, encoding), like, encoding).equals(like);
  return isSame ? writtenAs(text, like, encoding) : undefined;
}

function writtenAs(text: string, like: Buffer, encoding: Encoding): Buffer {
  if (encoding === 'utf8') {
    const marked = like[0] === 0xef && like[1] === 0xbb && like[2] === 0xbf;
    return Buffer.from(marked ? `\ufeff${text}` : text, 'utf8');
  }
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return encoding === 'utf16le' ? bytes : bytes.swap16();
}
