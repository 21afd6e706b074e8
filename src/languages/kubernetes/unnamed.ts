import { lastPart } from '../../model/path.ts';
import type { Masked } from '../../templates/mask.ts';
import type { Expr, Resource } from '../language.ts';
import { readYaml } from './yaml.ts';

/** Files that are the values of a chart by their name or folder. */
const values = /(?:^|\/)(?:[\w.-]*values[\w.-]*\.ya?ml|(?:[\w-]*-)?values\/[\w.-]+\.ya?ml)$/;
/** Services with an image, or what makes one, as Compose has them. */
const services = /^services:\s*(?:#[^\n]*)?$[\s\S]{0,4000}?^[ \t]+(?:image|build):/m;

/**
 * What a YAML file without an object of the API is by itself: the values of a chart, which decide what is in the objects
 * that its templates make, or services of Compose, whatever their file is called.
 */
export function unnamedObjects({ blocks, holes }: Masked, file: string): readonly Resource[] {
  const named = (apiVersion: string, kind: string, root: Expr): Resource => {
    return { apiVersion, kind, name: '', namespace: '', root, span: root.span };
  };
  const roots = (): readonly Expr[] => readYaml({ text: blocks, start: 0, holes }, file);
  if (values.test(file)) return roots().map((root) => named('helm', 'Values', root));
  if (!services.test(blocks) || /^\.?(?:docker-bake|skaffold|drone)/.test(lastPart(file))) return [];
  return roots()
    .filter(isCompose)
    .map((root) => named('compose', 'Compose', root));
}

/** Every service has an image or a build; other programs have services too. */
function isCompose(root: Expr): boolean {
  const field = root.is === 'record' ? root.fields.find(({ key }) => key === 'services') : undefined;
  if (field?.value.is !== 'record' || field.value.fields.length === 0) return false;
  return field.value.fields.every(
    ({ value }) => value.is === 'record' && value.fields.some(({ key }) => /^(?:image|build|extends|<<)$/.test(key)),
  );
}
