package dev.lavant.console.page;

import dev.lavant.console.picture.Picture;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
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
    private final Doorman doorman;

    PageRoutes(Picture picture, Feed feed, Doorman doorman) {
        this.picture = picture;
        this.feed = feed;
        this.doorman = doorman;
    }

    @Get("/")
    @Needs(Right.NOTHING)
    MutableHttpResponse<?> page(HttpRequest<?> request) {
        return file("", request);
    }

    @Get("/{path}")
    @Needs(Right.NOTHING)
    MutableHttpResponse<?> file(@PathVariable String path, HttpRequest<?> request) {
        return assets.at(path)
                .<MutableHttpResponse<?>>map(asset -> asset.answer(request))
                .orElseGet(() -> notFound("there is no file '" + path + "'", "The page is at /"));
    }

    @Get(uri = "/api/stream", produces = MediaType.TEXT_EVENT_STREAM)
    @Needs(Right.SEE)
    Publisher<Event<String>> stream(HttpRequest<?> request) {
        Caller caller = Caller.of(request);
        return feed.stream(
                request.getHeaders().get(LAST_EVENT_ID, String.class, ""),
                new Viewing(caller.sight(), () -> doorman.holds(caller)));
    }

    @Get("/api/platform")
    @Needs(Right.SEE)
    MutableHttpResponse<?> platform(HttpRequest<?> request) {
        return Json.ok(picture.detail(Caller.of(request).sight()));
    }

    @Get("/api/functions/{name}")
    @Needs(Right.SEE)
    MutableHttpResponse<?> function(HttpRequest<?> request, @PathVariable String name) {
        return picture.tenant(name)
                .filter(Caller.of(request).sight()::sees)
                .flatMap(_ -> picture.detail(name))
                .<MutableHttpResponse<?>>map(Json::ok)
                .orElseGet(() -> notFound("there is no function '" + name + "'", "See them:  lavant ls"));
    }

    private static MutableHttpResponse<?> notFound(String error, String fix) {
        return Fault.of(404, error, fix);
    }
}
