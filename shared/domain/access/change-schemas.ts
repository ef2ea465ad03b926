import * as z from 'zod';
import { Flag } from '../ledger/flag.ts';
import { FlagNote } from '../ledger/note.ts';
import { Household } from '../records/household.ts';
import { Site } from '../records/site.ts';
import { SupportEntry } from '../records/support-entry.ts';

const beside = { flags: z.array(Flag), support: z.array(SupportEntry), notes: z.array(FlagNote) };

/** The schemas that paths of changes refer to: the record with its flags, support entries and notes. */
export const CHANGED = { household: Household.extend(beside), site: Site.extend(beside) } as const;
