extension StaticAsset {
    /// The viewer: sections, time points, channels, and the tiles of one level of a pyramid.
    ///
    /// Level 0 is the full image. Tiles outside the visible part are loaded when they come into it.
    static let viewerScript = """
        "use strict";
        const viewer = document.getElementById("viewer");
        const stage = document.getElementById("stage");
        const controls = document.getElementById("controls");
        const zoom = document.getElementById("zoom");
        const gateway = viewer.dataset.gateway;
        const id = viewer.dataset.id;
        const planeLimit = 3192 * 3192;
        let data, plane, level = 0;

        const element = (name, attributes, ...children) => {
            const made = Object.assign(document.createElement(name), attributes);
            made.append(...children);
            return made;
        };

        function query() {
            const channels = data.channels.map((channel, index) =>
                `${channel.active ? "" : "-"}${index + 1}|${channel.window.start}:${channel.window.end}`
                + `$${channel.color}`).join(",");
            return `c=${encodeURIComponent(channels)}&m=${data.rdefs.model === "greyscale" ? "g" : "c"}`;
        }

        function show() {
            const path = `${id}/${plane.z}/${plane.t}/`;
            const pictures = [];
            const place = (source, x, y, width, height) => {
                const picture = element("img", { src: source, alt: "", loading: "lazy" });
                Object.assign(picture.style, { left: x + "px", top: y + "px",
                    width: width + "px", height: height + "px" });
                pictures.push(picture);
            };
            if (!data.tiles && data.size.width * data.size.height <= planeLimit) {
                const [width, height] = [data.size.width, data.size.height];
                const scale = Math.min(stage.clientWidth / width, stage.clientHeight / height);
                place(`${gateway}render_image/${path}?${query()}`, (stage.clientWidth - width * scale) / 2,
                    (stage.clientHeight - height * scale) / 2, width * scale, height * scale);
                pictures[0].classList.toggle("enlarged", scale > 2);
            } else {
                const size = data.tiles ? data.resolutions[level]
                    : { sizeX: data.size.width, sizeY: data.size.height };
                const edge = 512;
                for (let row = 0; row * edge < size.sizeY; row++) {
                    for (let column = 0; column * edge < size.sizeX; column++) {
                        const tile = `tile=${level},${column},${row},${edge},${edge}`;
                        place(`${gateway}render_image_region/${path}?${tile}&${query()}`, column * edge, row * edge,
                            Math.min(edge, size.sizeX - column * edge), Math.min(edge, size.sizeY - row * edge));
                    }
                }
                zoom.querySelector("output").textContent =
                    `${Math.round(100 * size.sizeX / data.size.width)} %`;
            }
            stage.replaceChildren(...pictures);
        }

        function slider(axis, count) {
            if (count < 2) return "";
            const output = element("output", {}, `${plane[axis] + 1} / ${count}`);
            const input = element("input", { type: "range", min: 0, max: count - 1, value: plane[axis] });
            input.addEventListener("input", () => {
                plane[axis] = Number(input.value);
                output.textContent = `${plane[axis] + 1} / ${count}`;
                show();
            });
            return element("label", {}, axis.toUpperCase() + " ", output, input);
        }

        function bound(channel, side) {
            const input = element("input", { type: "number", step: "any", value: channel.window[side] });
            input.setAttribute("aria-label", `${channel.label} ${side}`);
            input.addEventListener("change", () => {
                if (input.value === "") return;
                channel.window[side] = Number(input.value);
                show();
            });
            return input;
        }

        function channelRow(channel) {
            const active = element("input", { type: "checkbox", checked: channel.active });
            active.setAttribute("aria-label", channel.label);
            active.addEventListener("change", () => { channel.active = active.checked; show(); });
            return element("div", { className: "channel" }, active,
                element("span", { className: "name", title: channel.label }, channel.label),
                bound(channel, "start"), bound(channel, "end"));
        }

        function modelChoice() {
            const grey = element("input", { type: "checkbox", checked: data.rdefs.model === "greyscale" });
            grey.addEventListener("change", () => {
                data.rdefs.model = grey.checked ? "greyscale" : "color";
                show();
            });
            return element("label", {}, grey, " Greyscale (first active channel)");
        }

        zoom.addEventListener("click", event => {
            const step = Number(event.target.dataset.step || 0);
            const wanted = level + step;
            if (step === 0 || wanted < 0 || wanted >= data.levels) return;
            const factor = data.resolutions[wanted].sizeX / data.resolutions[level].sizeX;
            const centre = [stage.scrollLeft + stage.clientWidth / 2, stage.scrollTop + stage.clientHeight / 2];
            level = wanted;
            show();
            stage.scrollTo(centre[0] * factor - stage.clientWidth / 2, centre[1] * factor - stage.clientHeight / 2);
        });

        new ResizeObserver(() => { if (data && !data.tiles) show(); }).observe(stage);

        async function start() {
            const answer = await fetch(`${gateway}imgData/${id}/`);
            if (!answer.ok) {
                stage.replaceChildren(element("p", {}, await answer.text()));
                return;
            }
            data = await answer.json();
            plane = { z: data.rdefs.defaultZ, t: data.rdefs.defaultT };
            if (data.tiles) {
                zoom.hidden = false;
                while (level + 1 < data.levels && data.resolutions[level].sizeX > stage.clientWidth) level++;
            }
            controls.replaceChildren(slider("z", data.size.z), slider("t", data.size.t),
                ...data.channels.map(channelRow), modelChoice());
            show();
        }
        start();

        """
}
