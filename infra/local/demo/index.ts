/** The demo county: 宣汉县 with made-up sites, households and jobs, as its bureaus would keep them in spreadsheets. */
export { type DemoFact, type DemoFollowUp, demoFollowUps } from './follow-ups.ts';
export { type DemoFile, writeDemo } from './write.ts';
