import type { Line, Message } from '../../domain/alerts/message.ts';

type Link = Extract<Line, { kind: 'link' }>;
export type TextParts = Exclude<Line, Link>;

/** A message with the lines that fit. */
export interface Part {
  readonly message: Message;
  readonly lines: readonly TextParts[];
  /** How many lines do not fit, headings not counted. */
  readonly left: number;
  readonly links: readonly Link[];
}

const bytesOf = (text: string): number => Buffer.byteLength(text, 'utf8');

const partOf = (message: Message, count: number): Part => {
  const texts = message.lines.filter((line): line is TextParts => line.kind !== 'link');
  const lines = texts.slice(0, count);
  // A heading without lines under it is dropped.
  while (count < texts.length && lines.at(-1)?.kind === 'heading') lines.pop();
  const left = texts.slice(lines.length).filter(({ kind }) => kind !== 'heading').length;
  const links = message.lines.filter((line): line is Link => line.kind === 'link');
  return { message, lines, left, links };
};

/**
 * Makes a body of a message with as many whole lines, in their order, as fit into `bound` bytes. Title and links always
 * stay: the schema keeps them short enough for every channel.
 */
export function fitMessage<Body>(
  message: Message,
  bound: number,
  make: (part: Part) => Body,
  textOf: (body: Body) => string,
): Body {
  for (let count = message.lines.length; count >= 0; count--) {
    const body = make(partOf(message, count));
    if (bytesOf(textOf(body)) <= bound) return body;
  }
  throw new Error(`no room for a title and links in ${bound} bytes`);
}
