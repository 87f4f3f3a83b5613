extension StaticAsset {
    /// The look of all pages.
    static let pagesStyle = """
        :root { color-scheme: light dark; --line: #8884; --accent: #2f6fae; }
        @media (prefers-color-scheme: dark) { :root { --accent: #6aa9e8; } }
        * { box-sizing: border-box; }
        body { margin: 0; font: 15px/1.4 system-ui, sans-serif; }
        a { color: inherit; text-decoration: none; }
        header { padding: .6rem 1rem; background: #2c3a4a; color: #fff; }
        .link { margin-left: 1rem; }
        .form { max-width: 30rem; margin: 2rem auto; padding: 0 1rem; }
        .form label { display: block; }
        .form input:not([type=hidden]) { width: 100%; padding: .4rem; font: inherit; }
        .error { border-left: 3px solid #c33; padding: .4rem .8rem; }
        .brand { font-weight: 600; letter-spacing: .02em; }
        .browser { display: grid; grid-template-columns: 15rem minmax(0, 1fr); min-height: calc(100vh - 2.6rem); }
        .browser > nav { border-right: 1px solid var(--line); padding: .6rem 0; }
        .browser > nav ul, .thumbnails { list-style: none; margin: 0; padding: 0; }
        .browser > nav a { display: flex; justify-content: space-between; gap: .5rem; padding: .35rem 1rem; }
        .browser > nav a:hover { background: #8881; }
        .browser > nav a[aria-current] { border-left: 3px solid var(--accent); padding-left: calc(1rem - 3px);
            font-weight: 600; }
        .browser > nav h2 { margin: 1rem 1rem .2rem; font-size: .8rem; font-weight: 600; opacity: .65; }
        .browser > nav a span:first-child { overflow-wrap: anywhere; }
        .browser > nav ul ul a { padding-left: 2rem; }
        .plate { overflow-x: auto; }
        .plate table { border-collapse: collapse; }
        .plate th { padding: .2rem .5rem; font-weight: 600; opacity: .65; }
        .plate td { border: 1px solid var(--line); padding: 0; min-width: 2rem; height: 2rem; }
        .plate tr > td:first-child:empty { border: 0; }
        .plate a, .plate img { display: block; }
        .plate a:focus-visible { outline: 2px solid var(--accent); }
        .trail ol { display: flex; flex-wrap: wrap; list-style: none; margin: 0 0 .8rem; padding: 0; font-size: .9em; }
        .trail li { overflow-wrap: anywhere; }
        .trail li + li::before { content: "›"; margin: 0 .5rem; opacity: .65; }
        .trail a { color: var(--accent); }
        .tabs ul { display: flex; flex-wrap: wrap; gap: .3rem 1rem; list-style: none; margin: 0 0 1rem; padding: 0; }
        .photo { max-width: 6rem; height: auto; }
        .admin, .part { max-width: 70rem; margin: 0 auto; padding: 1rem; }
        .admin input[type=text], .admin input[type=email], .admin input[type=password], .admin select {
            width: 100%; max-width: 28rem; padding: .4rem; font: inherit; }
        .admin textarea { width: 100%; max-width: 40rem; padding: .4rem; font: inherit; }
        .left li { overflow-wrap: anywhere; }
        .admin a, .part a, .panel a, .tabs a, .viewer dd a { color: var(--accent); }
        .admin h2 { margin-top: 1.8rem; }
        .check { display: flex; gap: .5rem; margin: .2rem 0; }
        .table { overflow-x: auto; }
        .table table { border-collapse: collapse; width: 100%; }
        .table th, .table td { text-align: left; padding: .4rem .8rem .4rem 0; border-bottom: 1px solid var(--line);
            vertical-align: top; }
        .table form { display: inline-block; margin-right: .4rem; }
        .table form p { margin: 0; }
        .count, .extent { opacity: .65; font-size: .85em; font-variant-numeric: tabular-nums; }
        section { padding: 1rem; }
        .thumbnails { display: grid; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); gap: 1rem; }
        .thumbnails a, .panel .thumbnails a { display: block; color: inherit; border: 1px solid var(--line); border-radius: 6px; overflow: hidden; }
        .thumbnails a:hover, .thumbnails a:focus-visible { border-color: var(--accent); outline: none; }
        .picture { display: flex; align-items: center; justify-content: center; height: 11rem; background: #111; }
        .picture img { max-width: 100%; max-height: 100%; }
        .name, .extent { display: block; padding: 0 .6rem; white-space: nowrap; overflow: hidden;
            text-overflow: ellipsis; }
        .name { padding-top: .4rem; }
        .extent { padding-bottom: .4rem; }
        .paging a, button { border: 1px solid var(--line); border-radius: 4px; padding: .3rem .7rem;
            background: none; color: inherit; font: inherit; }
        .viewer { display: grid; grid-template-columns: minmax(0, 1fr) 20rem; height: calc(100vh - 2.6rem); }
        .stage { position: relative; overflow: auto; background: #111; padding: 0; }
        .stage img { position: absolute; display: block; }
        .stage img.enlarged { image-rendering: pixelated; }
        aside { border-left: 1px solid var(--line); padding: 1rem; overflow: auto; }
        h1 { font-size: 1.1rem; margin: 0 0 .8rem; overflow-wrap: anywhere; }
        h2 { font-size: 1rem; margin: 1.4rem 0 .5rem; overflow-wrap: anywhere; }
        .zoom { display: flex; gap: .6rem; align-items: center; }
        [hidden] { display: none; }
        form label { display: block; margin: .5rem 0; }
        form input[type=range] { width: 100%; }
        .channel { display: grid; grid-template-columns: auto 1fr 5.5rem 5.5rem; gap: .4rem; align-items: center;
            margin: .4rem 0; }
        .channel input[type=number] { width: 100%; }
        .channel .name { padding: 0; }
        dt { opacity: .65; font-size: .85em; margin-top: .6rem; }
        dd { margin: 0; overflow-wrap: anywhere; }
        .panel { margin-top: 1.2rem; overflow-x: auto; }
        .part > .panel { margin-top: 0; }
        .panel img { max-width: 100%; height: auto; }
        .panel h2 { font-size: .9rem; margin: 1.2rem 0 .4rem; }
        .panel ul, .part > ul, .part > ul ul { list-style: none; margin: 0; padding: 0; }
        .panel table { border-collapse: collapse; }
        .part > ul ul { padding-left: 1rem; }
        .part [aria-current] { font-weight: 600; }
        .panel .links { margin-bottom: 1rem; }
        .panel caption { text-align: left; overflow-wrap: anywhere; }
        .panel .channels, .panel .rendering { white-space: nowrap; }
        .panel th, .panel td { text-align: left; padding: .2rem .8rem .2rem 0; vertical-align: top; }
        .text { white-space: pre-wrap; overflow-wrap: anywhere; }
        .by { opacity: .65; font-size: .85em; }
        summary { cursor: pointer; }
        .empty { opacity: .8; }
        @media (max-width: 50rem) {
            .browser, .viewer { grid-template-columns: minmax(0, 1fr); height: auto; }
            .stage { height: 60vh; }
        }

        """
}
