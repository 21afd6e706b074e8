// All commands in one module, and so in one chunk: a module by itself costs more to load than its text.
export { configCommand } from './config.ts';
export { explainCommand } from './explain.ts';
export { factsCommand } from './facts.ts';
export { initCommand } from './init.ts';
export { rulesCommand } from './rules.ts';
export { scanCommand } from './scan.ts';
export { workloadsCommand } from './workloads.ts';
