/** Brings one file to the server, telling how far it has come. Used by the window. Shows nothing itself. */
import { type Answer, apiAddress, OFFLINE, type Problem, regained } from '../../api.ts';
import { language } from '../../language.svelte.ts';
import type { Upload } from '../shapes.ts';

/** Brings it; once more when the reader had to sign in again. */
export async function bring(...asked: Parameters<typeof once>): Promise<Answer<Upload>> {
  const answer = await once(...asked);
  return answer.ok || !(await regained(answer.problem)) ? answer : await once(...asked);
}
/** `fetch` cannot tell how much has gone out; this can. */
function once(
  draft: string,
  file: File,
  inline: boolean,
  onPart: (part: number) => void,
  signal: AbortSignal,
): Promise<Answer<Upload>> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const asked = new URLSearchParams({
      name: file.name === '' ? 'image.png' : file.name,
      type: file.type,
      inline: inline ? '1' : '0',
      lang: language.current,
    });
    request.open('POST', apiAddress(`/mail/drafts/${encodeURIComponent(draft)}/attachments?${asked}`));
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.onprogress = ({ loaded, total }) => onPart(total === 0 ? 0 : loaded / total);
    const fail = (problem: Problem): void => resolve({ ok: false, problem });
    request.onload = () => {
      try {
        const body = JSON.parse(request.responseText) as Upload & Problem;
        if (request.status === 200) resolve({ ok: true, value: body });
        else fail({ status: request.status, key: body.key, title: body.title });
      } catch {
        fail({ status: request.status, key: 'broken', title: '' });
      }
    };
    request.onerror = () => fail(OFFLINE);
    request.onabort = () => fail({ status: 0, key: 'stopped', title: '' });
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}
