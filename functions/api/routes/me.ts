import * as z from 'zod';
import { AreaCode } from '../../../shared/domain/areas/area.ts';
import { listDivisions } from '../../../shared/queries/divisions.ts';
import { getProfile } from '../../../shared/queries/profile.ts';
import { Division, divisionView } from '../../../shared/views/division.ts';
import { ProfileView, profileView } from '../../../shared/views/profile.ts';
import { type Route, route } from '../http/route.ts';

const tag = 'me';
const me = route({
  method: 'GET',
  path: '/me',
  summary: '我是谁，能办什么 · Who I am and what I may do',
  access: 'signed_in',
  tag,
  answer: ProfileView,
  handle: async ({ deps, actor, signedIn }) => ({
    value: profileView(getProfile(actor), signedIn, deps.areas),
  }),
});

const areas = route({
  method: 'GET',
  path: '/areas',
  summary: '行政区划 · Divisions: counties and townships',
  access: 'signed_in',
  tag,
  query: z.strictObject({
    within: AreaCode.optional().meta({
      description: '其中的区划；不填为辖区内 · Those within it; within the areas of the caller without it',
    }),
  }),
  answer: z
    .strictObject({ items: z.array(Division) })
    .meta({ id: 'Divisions', description: '行政区划列表 · Divisions' }),
  handle: async ({ deps, actor, query }) => {
    const codes = listDivisions(deps, actor, query.within);
    return { value: { items: codes.map((code) => divisionView(code, deps.areas)) } };
  },
});

export const ME_ROUTES: readonly Route[] = [me, areas];
