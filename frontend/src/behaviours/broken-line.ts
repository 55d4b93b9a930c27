// When the line breaks or the site fails to answer, a sentence says so instead of nothing happening.
function tell(): void {
  const place = document.getElementById("messages");
  const sentence = document.body.dataset["broken"];
  if (!place || !sentence) return;
  const notice = document.createElement("p");
  notice.className = "notice notice-warning";
  notice.textContent = sentence;
  place.replaceChildren(notice);
  place.scrollIntoView({ block: "nearest" });
}

for (const failure of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
  document.addEventListener(failure, (event) => {
    const status = (event as CustomEvent<{ xhr?: XMLHttpRequest }>).detail.xhr?.status ?? 0;
    // The page of a missing thing is a whole page: go there as a plain link would have done.
    const address = (event as CustomEvent<{ pathInfo?: { requestPath: string } }>).detail.pathInfo?.requestPath;
    if (status === 404 && address) location.assign(address);
    else tell();
  });
}

export {};
