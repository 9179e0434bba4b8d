/** Which room was open last, per workspace, for this tab. Storage may be blocked on the page: then it is forgotten. */
export function rememberRoom(workspaceId: string, roomId: string): void {
  try {
    sessionStorage.setItem(`tb:room:${workspaceId}`, roomId);
  } catch {
    // Blocked storage is a setting of the person or the page, not a failure.
  }
}

export function lastRoom(workspaceId: string): string | null {
  try {
    return sessionStorage.getItem(`tb:room:${workspaceId}`);
  } catch {
    return null;
  }
}
