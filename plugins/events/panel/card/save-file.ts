/** Hands a calendar file to the browser, which asks where to keep it or what opens it. */
export function saveFile(title: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/calendar' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${
    title
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
      .slice(0, 80) || 'event'
  }.ics`;
  link.click();
  // Not at once: some browsers read it after the press.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
