import * as z from 'zod';
import { permitRight } from '../../../shared/access/permit.ts';
import { AreaCode } from '../../../shared/areas/area.ts';
import { headOf } from '../../../shared/table/records.ts';
import { flagIdOf, flagNameOf, ListedFlag, OneFlag } from '../../../shared/views/flag.ts';
import { NotFound } from '../errors.ts';
import { flagsIn } from '../lists.ts';
import { PAGING, page, pageOf, placeIn } from '../paging.ts';
import { OfFlag } from '../params.ts';
import { type Route, route } from '../route.ts';

const tag = 'flags';

const list = route({
  method: 'GET',
  path: '/flags',
  access: 'read',
  tag,
  query: z.strictObject({
    area: AreaCode.optional().meta({
      description: 'An area of the caller, or one within; all of them without it',
    }),
    ...PAGING,
  }),
  answer: pageOf(ListedFlag),
  handle: async (asked) => {
    const { area, limit } = asked.query;
    const found = await flagsIn(asked.deps, asked.actor, area, limit, await placeIn(asked, 'flags'));
    const items = found.items.map(({ flag, subject }) => ({ ...flag, id: flagIdOf(subject, flag) }));
    return { value: await page(asked, 'flags', items, found.place) };
  },
});

const get = route({
  method: 'GET',
  path: '/flags/{id}',
  access: 'read',
  tag,
  params: OfFlag,
  answer: OneFlag,
  handle: async (asked) => {
    const { id } = asked.params;
    const name = flagNameOf(id);
    const head = name && (await headOf(asked.deps.table, name.subject));
    const flag = head?.flags.find(({ rule, member }) => rule === name?.rule && member === name?.member);
    if (!head || !flag) throw new NotFound();
    const { record } = head;
    permitRight(asked.actor, 'read', record);
    const origin = record.kind === 'household' ? record.origin : undefined;
    return { value: { ...flag, id, area: record.area, ...(origin ? { origin } : {}) } };
  },
});

export const FLAG_ROUTES: readonly Route[] = [list, get];
