/** Endings that say that a file is a template, or an example to be copied. */
const suffix = /\.(?:j2|jinja2?|tmpl|tpl|template|gotmpl|erb|dist|sample|example|default|in)$/i;

/** `nginx.conf.j2` is a template of `nginx.conf`. */
export function withoutTemplateSuffix(name: string): string {
  let bare = name;
  while (suffix.test(bare) && bare.replace(suffix, '') !== '') bare = bare.replace(suffix, '');
  return bare;
}
