package dev.lavant.console.page;

import dev.lavant.console.picture.Picture;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.sse.Event;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.reactivestreams.Publisher;

/// The page, its feed, and what is kept of each function.
@Controller
@Requires(property = ConsolePart.PROPERTY, value = ConsolePart.CONSOLE)
@ExecuteOn(TaskExecutors.BLOCKING)
class PageRoutes {
    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final Assets assets = new Assets();
    private final Picture picture;
    private final Feed feed;

    PageRoutes(Picture picture, Feed feed) {
        this.picture = picture;
        this.feed = feed;
    }

    @Get("/")
    MutableHttpResponse<?> page(HttpRequest<?> request) {
        return file("", request);
    }

    @Get("/{path}")
    MutableHttpResponse<?> file(@PathVariable String path, HttpRequest<?> request) {
        return assets.at(path)
                .<MutableHttpResponse<?>>map(asset -> asset.answer(request))
                .orElseGet(() -> notFound("there is no file '" + path + "'", "The page is at /"));
    }

    @Get(uri = "/api/stream", produces = MediaType.TEXT_EVENT_STREAM)
    Publisher<Event<String>> stream(HttpRequest<?> request) {
        return feed.stream(request.getHeaders().get(LAST_EVENT_ID, String.class, ""));
    }

    @Get("/api/platform")
    MutableHttpResponse<?> platform() {
        return json(HttpResponse.ok(Json.of(picture.detail())));
    }

    @Get("/api/functions/{name}")
    MutableHttpResponse<?> function(@PathVariable String name) {
        return picture.detail(name)
                .<MutableHttpResponse<?>>map(detail -> json(HttpResponse.ok(Json.of(detail))))
                .orElseGet(() -> notFound("there is no function '" + name + "'", "See them:  lavant ls"));
    }

    private static MutableHttpResponse<?> notFound(String error, String fix) {
        return json(HttpResponse.notFound(Json.of(new Fault(error, fix))));
    }

    private static MutableHttpResponse<?> json(MutableHttpResponse<String> answer) {
        return answer.contentType(MediaType.APPLICATION_JSON_TYPE).header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    /// What happened, and what to do about it.
    private record Fault(String error, String fix) {}
}
