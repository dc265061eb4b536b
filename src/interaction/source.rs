//! The sources that are recognised, by the set of their fields.

use serde::{Deserialize, Serialize};

macro_rules! sources {
    ($($(#[$doc:meta])* $variant:ident, $name:literal, $platform:literal;)*) => {
        /// Which tool wrote a file, with the name the project file may call it by.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        #[non_exhaustive]
        pub enum Source { $($(#[$doc])* $variant,)* }

        impl Source {
            /// All sources, in the order of the documentation.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The word of the project file (`format: 4cat-bluesky`) and of reports.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// Platform of its accounts unless the project says otherwise; empty where the file decides.
            pub fn platform(self) -> &'static str {
                match self { $(Self::$variant => $platform,)* }
            }
        }
    };
}

sources! {
    /// `source,target[,kind,time,weight,text,object]`.
    Plain, "plain", "";
    /// A table with the project's column map.
    Map, "map", "";
    /// `A B unix_time {RT|MT|RE}` or `A B`, without a header.
    Headerless, "headerless", "";
    /// The middle form: single interactions as integers.
    MiddleEvents, "middle-events", "";
    /// The middle form: interactions added up.
    MiddleTies, "middle-ties", "";
    /// 4CAT, Bluesky.
    FourCatBluesky, "4cat-bluesky", "bluesky";
    /// 4CAT, X captured by Zeeschuimer.
    FourCatX, "4cat-x", "x";
    /// 4CAT, X by API v2.
    FourCatXApi, "4cat-x-api", "x";
    /// 4CAT, Telegram.
    FourCatTelegram, "4cat-telegram", "telegram";
    /// 4CAT, `TikTok`.
    FourCatTiktok, "4cat-tiktok", "tiktok";
    /// 4CAT, `TikTok` comments.
    FourCatTiktokComments, "4cat-tiktok-comments", "tiktok";
    /// 4CAT, Instagram.
    FourCatInstagram, "4cat-instagram", "instagram";
    /// 4CAT, Threads.
    FourCatThreads, "4cat-threads", "threads";
    /// 4CAT, `LinkedIn`.
    FourCatLinkedin, "4cat-linkedin", "linkedin";
    /// 4CAT, Facebook.
    FourCatFacebook, "4cat-facebook", "facebook";
    /// Any other 4CAT file: its contract only.
    FourCat, "4cat", "";
    /// minet and gazouilloire, X.
    MinetX, "minet-x", "x";
    /// DMI-TCAT.
    Tcat, "tcat", "x";
    /// minet, Bluesky posts.
    MinetBluesky, "minet-bluesky", "bluesky";
    /// minet, Bluesky profiles: accounts only.
    MinetBlueskyProfiles, "minet-bluesky-profiles", "bluesky";
    /// minet, `YouTube` comments.
    YoutubeComments, "minet-youtube-comments", "youtube";
    /// minet, `YouTube` videos.
    YoutubeVideos, "minet-youtube-videos", "youtube";
    /// `YouTube` Data Tools, comments.
    YoutubeDataTools, "youtube-data-tools", "youtube";
    /// minet, Reddit posts.
    MinetRedditPosts, "minet-reddit-posts", "reddit";
    /// minet, Reddit comments.
    MinetRedditComments, "minet-reddit-comments", "reddit";
    /// minet, Telegram.
    MinetTelegram, "minet-telegram", "telegram";
    /// minet, Instagram comments.
    MinetInstagramComments, "minet-instagram-comments", "instagram";
    /// minet, `TikTok`.
    MinetTiktok, "minet-tiktok", "tiktok";
    /// twarc2, CSV.
    TwarcCsv, "twarc-csv", "x";
    /// twarc2, JSONL: pages or flattened tweets.
    Twarc, "twarc", "x";
    /// Bluesky API: posts and feeds.
    Bluesky, "bluesky", "bluesky";
    /// Bluesky Jetstream.
    Jetstream, "jetstream", "bluesky";
    /// Mastodon statuses.
    Mastodon, "mastodon", "mastodon";
    /// Reddit dumps.
    Reddit, "reddit", "reddit";
    /// `DiscordChatExporter`, JSON.
    Discord, "discord", "discord";
    /// `DiscordChatExporter`, CSV: no replies.
    DiscordCsv, "discord-csv", "discord";
    /// Slack export.
    Slack, "slack", "slack";
    /// Telegram Desktop, `result.json`.
    Telegram, "telegram", "telegram";
    /// Discourse topic JSON.
    Discourse, "discourse", "discourse";
    /// Discourse user archive.
    DiscourseArchive, "discourse-archive", "discourse";
    /// GitHub events.
    GithubEvents, "github-events", "github";
    /// mbox: mail.
    Mbox, "mbox", "mail";
    /// `CooRTweet`.
    Coortweet, "coortweet", "";
    /// Gephi edge table.
    GephiEdges, "gephi-edges", "";
    /// GEXF.
    Gexf, "gexf", "";
    /// `GraphML`.
    Graphml, "graphml", "";
    /// Brandwatch.
    Brandwatch, "brandwatch", "";
    /// Talkwalker.
    Talkwalker, "talkwalker", "";
    /// Meltwater.
    Meltwater, "meltwater", "";
    /// Visibrain.
    Visibrain, "visibrain", "x";
    /// Digimind.
    Digimind, "digimind", "";
}

impl Source {
    /// The source with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|source| source.name() == name)
    }
}
