package dev.lavant.console.page;

import dev.lavant.console.picture.Picture;
import dev.lavant.service.metrics.Scrape;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/// What Prometheus asks for: the newest tick of the picture.
@Controller
@Requires(property = ConsolePart.PROPERTY, value = ConsolePart.CONSOLE)
@ExecuteOn(TaskExecutors.BLOCKING)
class MetricsRoute {
    private final Picture picture;

    MetricsRoute(Picture picture) {
        this.picture = picture;
    }

    @Get(value = "/metrics", produces = MediaType.ALL)
    @Needs(Right.SEE)
    MutableHttpResponse<String> metrics(
            HttpRequest<?> request, @Header(name = HttpHeaders.ACCEPT, defaultValue = "") String accept) {
        Scrape.Text text = PictureMetrics.of(picture.snapshot(Caller.of(request).sight()))
                .addProcess()
                .text(accept);
        return HttpResponse.ok(text.body()).contentType(text.contentType());
    }
}
