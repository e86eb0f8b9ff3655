// What the hub says when it refuses (RFC 9457). A 404 alone proves nothing: a proxy, a guest network's sign-in page
// or a hub that was set up anew answer so too, and believing them would throw away what was not sent yet.

/** Whether an answer says that the link opens nothing any more. Reads the body of a 404. */
export async function isClosed(answer) {
  if (answer.status !== 404) return false;
  const problem = await answer.json().catch(() => null);
  return problem?.code === 'link_closed';
}
