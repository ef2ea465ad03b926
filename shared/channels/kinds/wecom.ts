import type { Message } from '../../domain/alerts/message.ts';
import { robotSent, WECOM } from '../answers/robot.ts';
import { fitMessage } from '../render/fit.ts';
import { asMarkdown } from '../render/markdown.ts';
import { robotKey } from '../secrets/robot-key.ts';
import type { Sender } from '../sending.ts';
import { post } from '../web/post.ts';

/** Of `markdown.content`, in UTF-8. */
const MOST_BYTES = 4096;

/** The markdown that a 企业微信 robot takes. */
export const wecomContent = (message: Message): string =>
  fitMessage(
    message,
    MOST_BYTES,
    (part) => asMarkdown(part, '\n'),
    (content) => content,
  );

/** A robot of a WeCom group. */
export const toWecom: Sender<'wecom'> = async (
  { clock, secretOf, web, limits },
  channel,
  message,
  signal,
) => {
  const url = new URL(channel.url);
  const key = robotKey(await secretOf(channel.secret), channel.url, (address) =>
    address.searchParams.get('key'),
  );
  url.searchParams.set('key', key);
  const body = JSON.stringify({ msgtype: 'markdown', markdown: { content: wecomContent(message) } });
  const answer = await post(web, { url, body, reads: true, connectMs: limits.connectMs, signal });
  return robotSent(WECOM, answer, clock());
};
