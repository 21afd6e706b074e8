/** Words that are no paths. */
export const commands: readonly string[] = ['explain', 'facts', 'rules', 'workloads', 'config', 'init', 'help'];
