import type { Message } from '../../domain/alerts/message.ts';
import { interpretRobotAnswer, WECOM } from '../answers/robot.ts';
import { fitMessage } from '../render/fit.ts';
import { renderMarkdown } from '../render/markdown.ts';
import { robotKey } from '../secrets/robot-key.ts';
import type { Sender } from '../send-deps.ts';
import { post } from '../web/post.ts';

/** Limit of `markdown.content`, in UTF-8. */
const MAX_BYTES = 4096;

/** The markdown for a 企业微信 robot. */
export const wecomContent = (message: Message): string =>
  fitMessage(
    message,
    MAX_BYTES,
    (part) => renderMarkdown(part, '\n'),
    (content) => content,
  );

/** Sends to a robot of a WeCom group. */
export const sendToWecom: Sender<'wecom'> = async (
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
  return interpretRobotAnswer(WECOM, answer, clock());
};
