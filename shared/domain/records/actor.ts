import * as z from 'zod';
import { AreaCode } from '../areas/area.ts';

export const Role = z
  .enum(['hr_clerk', 'township_clerk', 'benefits_clerk', 'county_lead', 'city_lead', 'admin'])
  .meta({ id: 'Role', description: '角色 · Role' });
export type Role = z.infer<typeof Role>;

/** An actor: a person with one role and areas, or a job of the system. */
export const Actor = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('person'),
    id: z.string().min(1).max(200),
    role: Role,
    areas: z.array(AreaCode).min(1),
  }),
  z.strictObject({ kind: z.literal('system'), job: z.string() }),
]);
export type Actor = z.infer<typeof Actor>;

/** An actor who is a person. */
export type Person = Extract<Actor, { kind: 'person' }>;

/** Returns the actor's id in change entries: the person's id, or `system:` and the job. */
export const actorId = (actor: Actor): string => (actor.kind === 'person' ? actor.id : `system:${actor.job}`);
