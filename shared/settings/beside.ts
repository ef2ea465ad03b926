import * as z from 'zod';

/**
 * What a county's version says beside the settings of rules and ledger: a field that stands here can be put, is kept
 * and shown with the version. Alert channels join here. Records are not evaluated anew for its sake, since no rule
 * looks at it.
 */
export const Beside = z.strictObject({});
export type Beside = z.infer<typeof Beside>;
