import type { Message } from '../../domain/alerts/message.ts';
import { FEISHU, robotSent } from '../answers/robot.ts';
import { fitMessage, type Part } from '../render/fit.ts';
import { plain } from '../render/plain.ts';
import { countText, footer, leftText } from '../render/words.ts';
import { robotKey } from '../secrets/robot-key.ts';
import type { Sender } from '../sending.ts';
import { feishuSign } from '../signing.ts';
import { post } from '../web/post.ts';

/** Of the whole body, less what its signature and timestamp take. */
const MOST_BYTES = 20_000 - 200;

/** Rich text (`post`): its parts are texts and links by their form, so nothing in a text is taken for markup. */
const contentOf = (part: Part): object[][] => {
  const { message, lines, links } = part;
  const left = leftText(part);
  const words = (text: string) => [{ tag: 'text', text }];
  const bold = (text: string) => [{ tag: 'text', text, style: ['bold'] }];
  return [
    ...lines.map((line) => {
      if (line.kind === 'heading') return bold(plain(line.text));
      if (line.kind === 'count') return words(plain(countText(line, message)));
      return words(line.kind === 'item' ? `- ${plain(line.text)}` : plain(line.text));
    }),
    ...(left === undefined ? [] : [words(left)]),
    ...links.map(({ text, url }) => [{ tag: 'a', text: plain(text), href: url }]),
    words(footer(message)),
  ];
};

/** The body that a 飞书 robot takes, without its signature. */
export const feishuBody = (message: Message): object =>
  fitMessage(
    message,
    MOST_BYTES,
    (part) => ({
      msg_type: 'post',
      content: { post: { zh_cn: { title: plain(message.title), content: contentOf(part) } } },
    }),
    (body) => JSON.stringify(body),
  );

/** A robot of a Feishu group, signed where it has a secret for that. */
export const toFeishu: Sender<'feishu'> = async (
  { clock, secretOf, web, limits },
  channel,
  message,
  signal,
) => {
  const token = robotKey(await secretOf(channel.secret), channel.url, ({ pathname }) =>
    pathname.split('/').at(-1),
  );
  const timestamp = Math.floor(clock() / 1000);
  const secret = channel.signing && (await secretOf(channel.signing));
  const signed = secret && { timestamp: String(timestamp), sign: feishuSign(timestamp, secret) };
  const url = new URL(`${channel.url.replace(/\/$/, '')}/${token}`);
  const body = JSON.stringify({ ...signed, ...feishuBody(message) });
  const answer = await post(web, { url, body, reads: true, connectMs: limits.connectMs, signal });
  return robotSent(FEISHU, answer, clock());
};
