// Records a spoken answer in the browser and hands it to uploads.js. Without it, people choose a
// recording that they made with their phone.
(() => {
  if (!window.MediaRecorder || !navigator.mediaDevices?.getUserMedia) return;
  const KINDS = ["audio/mp4", "audio/webm;codecs=opus", "audio/ogg;codecs=opus"];

  document.querySelectorAll("[data-recorder]").forEach((place) => {
    const begin = place.querySelector("[data-start]");
    const end = place.querySelector("[data-stop]");
    const status = place.querySelector("[role=status]");
    const most = Number(place.dataset.recorder);
    const mimeType = KINDS.find((kind) => MediaRecorder.isTypeSupported(kind));
    if (!mimeType) return;
    place.hidden = false;

    const show = (recording) => {
      begin.hidden = recording;
      end.hidden = !recording;
      (recording ? end : begin).focus();
    };

    begin.addEventListener("click", async () => {
      let stream;
      try {
        stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      } catch {
        status.textContent = place.dataset.refused;
        return;
      }
      const recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: 32000 });
      const pieces = [];
      const ends = Date.now() + most * 1000;
      const say = () => {
        const left = Math.max(0, Math.ceil((ends - Date.now()) / 1000));
        status.textContent = place.dataset.left.replace("{seconds}", left);
        if (!left && recorder.state === "recording") recorder.stop();
      };
      const timer = setInterval(say, 1000);
      recorder.addEventListener("dataavailable", (event) => pieces.push(event.data));
      recorder.addEventListener("stop", () => {
        clearInterval(timer);
        stream.getTracks().forEach((track) => track.stop());
        status.textContent = "";
        show(false);
        const ending = mimeType.startsWith("audio/mp4") ? "m4a" : mimeType.slice(6, 10).replace(";", "");
        const file = new File(pieces, `${place.dataset.name}.${ending}`, { type: mimeType });
        place.closest("[data-uploads]").dispatchEvent(new CustomEvent("uploads:add", { detail: [file] }));
      });
      end.onclick = () => recorder.stop();
      recorder.start(1000);
      show(true);
      say();
    });
  });
})();
