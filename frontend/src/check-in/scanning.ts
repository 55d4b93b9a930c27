// Reading the small squares with the camera, where the browser can; it needs no line for it.
interface Detector {
  detect(from: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}
interface Detectors {
  BarcodeDetector?: new (options: { formats: string[] }) => Detector;
}

const EVERY = 250;
// A hand that holds the telephone still does not mean it twice.
const AGAIN = 4_000;

/** The row code of what was read: an address of ours that ends in it, or the code itself. */
export const codeOf = (text: string): string =>
  (/\/codes\/[^/]+\/([^/]+)\/?$/.exec(text)?.[1] ?? text).replace(/[\s-]/g, "").toLowerCase();

export function offerScanning(button: HTMLElement, dialog: HTMLDialogElement, found: (code: string) => string): void {
  const { BarcodeDetector } = window as Detectors;
  const video = dialog.querySelector("video");
  if (!BarcodeDetector || !navigator.mediaDevices || !video) return;
  const detector = new BarcodeDetector({ formats: ["qr_code"] });
  const told = dialog.querySelector("[role=status]") as HTMLElement;
  const last = { code: "", at: 0 };
  let stream: MediaStream | null = null;
  let timer = 0;

  const look = async (): Promise<void> => {
    const [seen] = video.readyState >= 2 ? await detector.detect(video).catch(() => []) : [];
    const code = seen ? codeOf(seen.rawValue) : "";
    if (code && (code !== last.code || Date.now() - last.at > AGAIN)) {
      [last.code, last.at] = [code, Date.now()];
      told.textContent = found(code);
    }
  };
  const stop = (): void => {
    window.clearInterval(timer);
    for (const track of stream?.getTracks() ?? []) track.stop();
    stream = null;
  };
  button.hidden = false;
  button.addEventListener("click", async () => {
    dialog.showModal();
    told.textContent = "";
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      video.srcObject = stream;
      await video.play();
      timer = window.setInterval(() => void look(), EVERY);
    } catch {
      told.textContent = dialog.dataset["noCamera"] ?? "";
    }
  });
  dialog.addEventListener("close", stop);
  dialog.querySelector("button")?.addEventListener("click", () => dialog.close());
}
