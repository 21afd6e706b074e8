import { readPlain } from '../kubernetes/plain.ts';
import type { Expr, Resource, Unit } from '../language.ts';

/** Reads a Compose file as one object; a file of that name without services is none. */
export function lower(text: string, file: string): Unit {
  const { documents, comments, gaveUp } = readPlain(text, file);
  return {
    file,
    language: 'compose',
    scopes: [{ parent: -1, function: -1 }],
    bindings: [],
    functions: [],
    guards: [],
    sites: [],
    assignments: [],
    exports: [],
    package: '',
    embedded: [],
    resources: documents.filter(hasServices).map((root) => resource(root)),
    comments,
    gaveUp,
  };
}

function hasServices(root: Expr): boolean {
  return root.is === 'record' && root.fields.some(({ key, value }) => key === 'services' && value.is === 'record');
}

function resource(root: Expr): Resource {
  return { apiVersion: 'compose', kind: 'Compose', name: '', namespace: '', root, span: root.span };
}
