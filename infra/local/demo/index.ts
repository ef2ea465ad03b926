/** The demo county: a real county with made-up sites, households and jobs, in spreadsheets as its bureaus keep them. */
export type { DemoFact } from './follow-ups/fact.ts';
export { type DemoFollowUp, demoFollowUps } from './follow-ups/index.ts';
export { demoSheets } from './sheets/index.ts';
export { type DemoFile, writeDemo } from './write.ts';
