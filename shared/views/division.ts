import * as z from 'zod';
import { AreaCode } from '../domain/areas/area.ts';
import type { AreaNames } from '../domain/areas/areas.ts';

export const Division = z.strictObject({ code: AreaCode, name: z.string().optional() }).meta({
  id: 'Division',
  description: '行政区划 · An administrative division; without a name where it is not in use here',
});

export function divisionView(code: AreaCode, { nameOf }: AreaNames): z.output<typeof Division> {
  const name = nameOf(code);
  return { code, ...(name ? { name } : {}) };
}
