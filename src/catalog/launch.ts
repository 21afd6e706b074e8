import type { Step } from '../model/fact.ts';
import type { Span } from '../model/span.ts';
import type { Value } from '../model/value.ts';

/** One word of a command line. */
export interface Word {
  readonly text: string;
  readonly span: Span;
}

/** `command` or `args`: the words, and the place of the whole list. */
export interface Words {
  readonly words: readonly Word[];
  readonly span: Span;
}

export interface EnvEntry {
  readonly name: string;
  readonly value: Value;
  readonly span: Span;
}

export interface ContainerPort {
  readonly number: number;
  readonly name: string;
  readonly protocol: string;
  readonly span: Span;
}

export interface LaunchedImage {
  readonly text: string;
  readonly repository: string;
  readonly tag: string;
  readonly span: Span;
}

/** What a manifest sets of a container, besides its image. */
export interface ContainerSettings {
  /** Replaces the image's start script; undefined where it is kept. */
  readonly command: Words | undefined;
  readonly args: Words | undefined;
  readonly env: readonly EnvEntry[];
  /** Whether there are further variables which are not written in the project (`envFrom`). */
  readonly envOpen: boolean;
  readonly ports: readonly ContainerPort[];
  /** The paths where volumes are mounted. */
  readonly mounts: readonly Word[];
  readonly readOnlyRoot: boolean;
}

/** A file of the container that is written where the container or its image is. */
export interface WrittenFile {
  readonly path: string;
  /** Undefined where it is not known. */
  readonly text: string | undefined;
  /** Whether there is more before it, which the image below brings. */
  readonly appended: boolean;
  /** The file of the project that it is a copy of, as it is named there; empty for a text that is written in place. */
  readonly source: string;
  readonly span: Span;
}

/** A container, as far as what runs in it can be told where to listen. */
export interface Started extends ContainerSettings {
  /** The language of the file that says it. */
  readonly language: string;
  /** Undefined where a template decides. */
  readonly image: LaunchedImage | undefined;
  /** What was learnt before the image was looked at. */
  readonly because: readonly Step[];
}

/** How a container is started: all that an image entry asks about. */
export interface Launch extends Started {
  readonly image: LaunchedImage;
  readonly files: readonly WrittenFile[];
  /** Whether it is made to be reached, also where nothing says by what (an image of a server). */
  readonly served: boolean;
  /** Services that send traffic to a port of it. */
  readonly services: readonly { readonly name: string; readonly port: string; readonly span: Span }[];
}
