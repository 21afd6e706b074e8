/** Words that are no paths. */
export const commands: readonly string[] = ['explain', 'facts', 'rules', 'config', 'init', 'help'];
