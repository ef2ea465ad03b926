import { expect } from 'vitest';
import type { Body, Question } from './county.ts';

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: Body;
}
type Ask = (path: string, question?: Question) => Promise<Answer>;

const and = (path: string): string => (path.includes('?') ? '&' : '?');

/** All of a list, page by page; no page is longer than was asked for. */
export const walked = async (ask: Ask, path: string, limit: number, question?: Question) => {
  const items: Body['items'][number][] = [];
  const cursors: string[] = [];
  let next: string | undefined;
  do {
    const cursor = next === undefined ? '' : `&cursor=${encodeURIComponent(next)}`;
    const { status, body } = await ask(`${path}${and(path)}limit=${limit}${cursor}`, question);
    expect([status, path]).toEqual([200, path]);
    expect(body.items.length).toBeLessThanOrEqual(limit);
    items.push(...body.items);
    next = body.next;
    if (next !== undefined) cursors.push(next);
  } while (next !== undefined && cursors.length < 500);
  return { items, cursors };
};

/** The cursor behind the first page of a list. */
export const cursorOf = async (ask: Ask, path: string, limit = 1, question?: Question): Promise<string> => {
  const { body } = await ask(`${path}${and(path)}limit=${limit}`, question);
  if (body.next === undefined) throw new Error(`${path} has no second page`);
  return body.next;
};

/** Asks for a list from a cursor on. */
export const onFrom = (ask: Ask, path: string, cursor: string, question?: Question) =>
  ask(`${path}${and(path)}cursor=${encodeURIComponent(cursor)}`, question);
