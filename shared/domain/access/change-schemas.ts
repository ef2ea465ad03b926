import * as z from 'zod';
import { Flag } from '../ledger/flag.ts';
import { FlagNote } from '../ledger/note.ts';
import { Household } from '../records/household.ts';
import { Site } from '../records/site.ts';
import { SupportEntry } from '../records/support-entry.ts';

const beside = { flags: z.array(Flag), support: z.array(SupportEntry), notes: z.array(FlagNote) };

/** All that a change of a record can speak of: the record, its flags, and the acts of support and notes beside it. */
export const CHANGED = { household: Household.extend(beside), site: Site.extend(beside) } as const;
