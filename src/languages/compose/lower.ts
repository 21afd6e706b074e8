import { UnitBuilder } from '../builder.ts';
import { readPlain } from '../kubernetes/plain.ts';
import type { Expr, Resource, Unit } from '../language.ts';

/** Reads a Compose file as one object; a file of that name without services is none. */
export function lower(text: string, file: string): Unit {
  const { documents, comments, gaveUp } = readPlain(text, file);
  return {
    ...new UnitBuilder(file, 'compose').build(),
    resources: documents.filter(hasServices).map(resource),
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
