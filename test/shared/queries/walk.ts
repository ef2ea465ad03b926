import type { Page, PageRequest } from '../../../shared/queries/page.ts';

const MAX_PAGES = 1000;

/** Returns the items of a whole list and the length of each page. */
export async function walkPages<T>(
  readPage: (page: PageRequest) => Promise<Page<T>>,
  limit: number,
): Promise<{ items: T[]; lengths: number[] }> {
  const items: T[] = [];
  const lengths: number[] = [];
  let position: string | undefined;
  do {
    const page = await readPage({ limit, position });
    items.push(...page.items);
    lengths.push(page.items.length);
    position = page.next;
  } while (position !== undefined && lengths.length < MAX_PAGES);
  return { items, lengths };
}
